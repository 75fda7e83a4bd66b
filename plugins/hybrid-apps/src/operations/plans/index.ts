/** The app as a whole: stopping and starting it, and the hours in which it is to run. */
export { AppPower } from './AppPower';
