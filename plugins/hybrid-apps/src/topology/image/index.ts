export { saveImage } from './saveImage';
