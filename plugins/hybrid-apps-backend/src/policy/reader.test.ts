import { createStoreFromObjects } from '../kinds';
import { Sight } from '../namespaces';
import { tellsHidden } from './reader';

const sight: Sight = {
  sees: (_, namespace) => namespace === 'shop',
  readsClusters: true,
};
const namespaces = ['shop', 'vault'].map(name => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
}));
const told = (known: boolean) =>
  createStoreFromObjects('onprem', known ? namespaces : [], {
    knowledge: [
      {
        cluster: 'onprem',
        kind: 'namespaces',
        state: known ? 'synced' : 'forbidden',
      },
    ],
  });

it.each<[string, boolean, boolean]>([
  ['NetworkPolicy vault/deny decides', true, true],
  ['NetworkPolicy shop/deny decides', false, false],
  ['vault/web[Deployment] is selected', true, true],
  // What is no namespace there tells of none, where it is known which there are.
  ['10.0.0.0/8 of apps/v1 and shop/web', false, true],
  ['no policy selects it', false, false],
])('%s', (text, isHidden, isHiddenWhereNamespacesAreUnknown) => {
  expect(tellsHidden(text, told(true), sight)).toBe(isHidden);
  expect(tellsHidden(text, told(false), sight)).toBe(
    isHiddenWhereNamespacesAreUnknown,
  );
});
