import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';
import { ReactElement } from 'react';
import { PolicySummary } from './draft';

/** A policy by the name that its manifest has. */
export const policyName = ({ kind, namespace, name }: PolicySummary): string =>
  `${kind} ${namespace ? `${namespace}/` : ''}${name}`;

/** Lets one choose among the policies that apply to the app. */
export function PolicyMenu(props: {
  label: string;
  icon: ReactElement;
  policies: PolicySummary[];
  onChoose: (policy: PolicySummary) => void;
}) {
  const { label, icon, policies, onChoose } = props;
  return (
    <MenuTrigger>
      <Button
        size="small"
        variant="secondary"
        iconStart={icon}
        iconEnd={<RiArrowDownSLine />}
        isDisabled={policies.length === 0}
      >
        {label}
      </Button>
      <Menu
        // As wide as its entries: one that may grow where there is room measures
        // itself over and over beside the page's edge, and the browser complains.
        style={{ width: 'max-content', maxWidth: '80vw' }}
      >
        {policies.map(policy => (
          <MenuItem key={policy.id} onAction={() => onChoose(policy)}>
            {policyName(policy)}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
