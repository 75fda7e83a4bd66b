import { useRouteRef } from '@backstage/frontend-plugin-api';
import { TopologyNode } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  RiFileCopyLine,
  RiLink,
  RiRouteLine,
  RiSearchLine,
  RiShareLine,
  RiShieldLine,
  RiSideBarLine,
} from '@remixicon/react';
import { ReactElement } from 'react';
import { useHref, useLocation } from 'react-router-dom';
import { useApp } from '../../api';
import { useCopy } from '../../components';
import { entityRouteRef, TAB_PATHS } from '../../routes';
import { isEntry } from '../../trace';
import { useTexts } from '../../translation';
import { TopologyParamChanges } from '../useTopologyParams';
import { isWorkload } from '../view';

/** Something of the plugin's own that can be done with a component. */
export interface OwnAct {
  id:
    | 'details'
    | 'find'
    | 'around'
    | 'trace'
    | 'reach'
    | 'copyName'
    | 'copyLink';
  label: string;
  icon: ReactElement;
  /** Where it leads; else it does something. */
  href?: string;
  onSelect?: () => void;
}

/** What the plugin itself lets one do with a component. */
export function useOwnActs(
  node: TopologyNode,
  changes: TopologyParamChanges,
): OwnAct[] {
  const t = useTexts();
  const { app } = useApp();
  const entity = useRouteRef(entityRouteRef)?.(app);
  const query = new URLSearchParams(useLocation().search);
  query.set('selected', node.id);
  const link = useHref({ search: query.toString() });
  const copy = useCopy();
  const acts: Array<OwnAct & { isThere?: boolean }> = [
    {
      id: 'details',
      label: t('acts.details'),
      icon: <RiSideBarLine />,
      onSelect: () => changes.select(node.id),
    },
    {
      id: 'find',
      label: t('acts.find'),
      icon: <RiSearchLine />,
      onSelect: () => changes.setFind(node.name),
    },
    {
      id: 'around',
      label: t('acts.around'),
      icon: <RiShareLine />,
      onSelect: () => changes.setAround(node.id),
    },
    {
      id: 'trace',
      label: t('trace.toIt'),
      icon: <RiRouteLine />,
      isThere: isEntry(node),
      onSelect: () => changes.trace(node.id),
    },
    {
      id: 'reach',
      label: t('acts.reach'),
      icon: <RiShieldLine />,
      isThere: entity !== undefined && isWorkload(node),
      href: `${entity}${TAB_PATHS.policies}?${new URLSearchParams({
        to: node.id,
      })}`,
    },
    {
      id: 'copyName',
      label: t('acts.copyName'),
      icon: <RiFileCopyLine />,
      onSelect: () => copy(node.name),
    },
    {
      id: 'copyLink',
      label: t('acts.copyLink'),
      icon: <RiLink />,
      onSelect: () => copy(new URL(link, window.location.href).href),
    },
  ];
  return acts.filter(({ isThere = true }) => isThere);
}
