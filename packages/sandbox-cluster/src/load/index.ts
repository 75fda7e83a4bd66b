/** What would be used if something ran: worked out of requests and the time, always the same. */
export {
  containerLoad,
  guestLoad,
  type ContainerLoad,
  type GuestLoad,
  type Load,
} from './load';
