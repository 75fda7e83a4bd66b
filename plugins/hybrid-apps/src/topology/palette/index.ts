/** Goes to any component, and acts on it, by the keyboard. */
export { Palette } from './Palette';
