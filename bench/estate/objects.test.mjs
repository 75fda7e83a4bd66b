import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  APP,
  APP_SIZE,
  estateObjects,
  largeAppObjects,
  TWICE_APP,
} from './objects.mjs';

const countIn = (objects, namespace) =>
  objects.filter(({ metadata }) => metadata.namespace === namespace).length;

for (const size of [
  { objects: 1_000, namespaces: 10 },
  { objects: 2_001, namespaces: 20 },
  { objects: 20_000, namespaces: 200 },
]) {
  test(`${size.objects} objects over ${size.namespaces} namespaces, and both apps`, () => {
    const objects = estateObjects(size);
    assert.equal(objects.length, size.objects);
    assert.equal(APP_SIZE, 60);
    assert.equal(countIn(objects, APP), APP_SIZE);
    assert.equal(countIn(objects, TWICE_APP), 2 * APP_SIZE);
    const namespaces = objects.filter(({ kind }) => kind === 'Namespace');
    assert.equal(namespaces.length, size.namespaces + 2);
    // None of them is empty.
    for (const { metadata } of namespaces) {
      assert.ok(countIn(objects, metadata.name) > 0, metadata.name);
    }
  });
}

const of20k = estateObjects({ objects: 20_000, namespaces: 200 });

test('no two objects are the same one', () => {
  const ids = of20k.map(({ kind, metadata: { namespace, name } }) =>
    [kind, namespace, name].join('/'),
  );
  assert.equal(new Set(ids).size, of20k.length);
});

test('what owns an object, and what an EndpointSlice means, is there', () => {
  const uids = new Set(of20k.map(({ metadata }) => metadata.uid));
  for (const { metadata, endpoints = [] } of of20k) {
    for (const { uid } of [
      ...(metadata.ownerReferences ?? []),
      ...endpoints.map(({ targetRef }) => targetRef),
    ]) {
      assert.ok(uids.has(uid), metadata.name);
    }
  }
});

test('no two Pods have one address', () => {
  const addresses = of20k
    .filter(({ kind }) => kind === 'Pod')
    .map(({ status }) => status.podIP);
  assert.equal(new Set(addresses).size, addresses.length);
});

test('an estate that is too small for its apps is refused', () => {
  assert.throws(
    () => estateObjects({ objects: 100, namespaces: 10 }),
    /has at least \d+ objects, and 100 were asked for/,
  );
});

test('a large app is over four namespaces, calls between them, and is not all well', () => {
  const objects = largeAppObjects('big', 1_001);
  const workloads = objects.filter(({ kind }) =>
    ['Deployment', 'VirtualMachine'].includes(kind),
  );
  assert.equal(workloads.length, 1_001);
  const counts = [1, 2, 3, 4].map(
    number =>
      workloads.filter(({ metadata }) => metadata.namespace === `big-${number}`)
        .length,
  );
  assert.deepEqual(counts, [250, 250, 250, 251]);
  const deployments = workloads.filter(({ kind }) => kind === 'Deployment');
  const over = deployments.filter(({ spec }) =>
    /\.big-[1-4]:/.test(spec.template.spec.containers[0].env[0].value),
  );
  assert.ok(over.length > 50);
  const unwell = deployments.filter(
    ({ status }) => status.readyReplicas < status.replicas,
  );
  assert.ok(unwell.length > 10 && unwell.length < deployments.length / 20);
  const keys = objects.map(
    ({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`,
  );
  assert.equal(new Set(keys).size, keys.length);
});
