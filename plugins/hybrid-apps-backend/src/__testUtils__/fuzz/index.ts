/** Requests to every operation of the OpenAPI document, as good and as bad as they come. */
export { fuzzRequests, type FuzzEstate, type RawRequest } from './requests';
