/** Which entities of the catalog are apps, asked for in the caller's name. */
export {
  createCatalogApps,
  mayBeApp,
  namedByAll,
  namesObjects,
  ownersOf,
  type AppEntities,
  type CatalogApps,
} from './catalogApps';
