import { renderInTestApp } from '@backstage/frontend-test-utils';
import { Form } from '@backstage/plugin-scaffolder-react/alpha';
import validator from '@rjsf/validator-ajv8';
import { screen, within } from '@testing-library/react';
import { PlanField } from './PlanField';
import { planOf } from './plan';

const ANSWERS = {
  name: 'shop',
  cluster: 'onprem',
  namespace: 'team-a',
  databasePort: 27017,
  databaseAccess: 'web',
  diskSize: '10Gi',
};

const accessTo = (answers: object) =>
  planOf({ ...ANSWERS, ...answers }, 'planned')
    ?.edges.filter(({ target }) => target === 'Service/shop-db')
    .map(({ source, verdict }) => [source, verdict]);

describe('planOf', () => {
  it('tells who will reach the database', () => {
    expect(accessTo({})).toEqual([['Deployment/shop-web', 'allowed']]);
    expect(accessTo({ databaseAccess: 'nobody' })).toEqual([
      ['Deployment/shop-web', 'denied'],
    ]);
    expect(
      accessTo({ databaseAccess: 'namespaces', databaseNamespaces: ['bi'] }),
    ).toEqual([
      ['Deployment/shop-web', 'allowed'],
      ['External/bi', 'allowed'],
    ]);
  });

  it('lets the Internet in only by a host name', () => {
    const ids = (answers: object) =>
      planOf({ ...ANSWERS, ...answers }, 'planned')?.nodes.map(({ id }) => id);
    expect(ids({})).not.toContain('External/Internet');
    expect(ids({ host: 'shop.example.com' })).toEqual(
      expect.arrayContaining(['External/Internet', 'Ingress/shop-web']),
    );
  });

  it('lets nothing out but where the form says so', () => {
    const leaving = (answers: object) =>
      planOf({ ...ANSWERS, ...answers }, 'planned')
        ?.edges.filter(({ target }) => target === 'External/Internet/reached')
        .map(({ source }) => source);
    expect(leaving({})).toEqual([]);
    expect(leaving({ internet: true })).toEqual([
      'Deployment/shop-web',
      'VirtualMachine/shop-db',
    ]);
  });

  it('has its disk within the VM, as the topology will', () => {
    const nodes = planOf(ANSWERS, 'planned')?.nodes ?? [];
    expect(nodes.map(({ kind }) => kind)).not.toContain('DataVolume');
    expect(
      nodes.find(({ kind }) => kind === 'VirtualMachine')?.facts.disks,
    ).toEqual([{ name: 'shop-db-disk', size: '10Gi' }]);
  });

  it('has nothing to show before there is a name', () => {
    expect(planOf({}, 'planned')).toBeUndefined();
  });
});

describe('HybridAppsPlan', () => {
  it('draws what the answers will create', async () => {
    renderInTestApp(
      <Form
        validator={validator}
        schema={{ type: 'object', properties: { plan: { type: 'string' } } }}
        uiSchema={{ plan: { 'ui:field': 'HybridAppsPlan' } }}
        fields={{
          HybridAppsPlan: ({ errorSchema, onChange, ...props }) => (
            <PlanField {...props} onChange={value => onChange(value)} />
          ),
        }}
        formContext={{ formData: ANSWERS }}
      />,
    );
    const plan = within(
      await screen.findByRole('group', { name: 'What will exist' }),
    );
    expect(plan.getByText('onprem / team-a')).toBeInTheDocument();
    expect(plan.getAllByText('shop-db')).toHaveLength(2);
    expect(plan.getAllByText('↻ to be created · isolated')).toHaveLength(2);
  });
});
