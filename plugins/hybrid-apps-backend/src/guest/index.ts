/** What the agent in a VM's guest says of it, asked for when somebody looks at the VM. */
export { createGuests, type Guests } from './guests';
export { guestInside } from './guestInside';
