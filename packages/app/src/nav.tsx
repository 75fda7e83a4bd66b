import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarSpace,
} from '@backstage/core-components';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { UserSettingsSignInAvatar } from '@backstage/plugin-user-settings';
import { RiMenuLine } from '@remixicon/react';

const navContent = NavContentBlueprint.make({
  params: {
    component: ({ navItems }) => {
      const nav = navItems.withComponent(item => (
        <SidebarItem icon={() => item.icon} to={item.href} text={item.title} />
      ));
      return (
        <Sidebar>
          <SidebarGroup label="Menu" icon={<RiMenuLine />}>
            {nav.take('page:hybrid-apps')}
            {nav.take('page:hybrid-apps/clusters')}
            {nav.take('page:hybrid-apps/modernization')}
            {nav.take('page:catalog')}
            {nav.take('page:scaffolder')}
          </SidebarGroup>
          <SidebarDivider />
          {nav.rest({ sortBy: 'title' })}
          <SidebarSpace />
          <SidebarDivider />
          <SidebarGroup
            label="Settings"
            icon={<UserSettingsSignInAvatar />}
            to="/settings"
          >
            {nav.take('page:user-settings')}
          </SidebarGroup>
        </Sidebar>
      );
    },
  },
});

/** The side bar: apps first, then what the other plugins bring. */
export const navModule = createFrontendModule({
  pluginId: 'app',
  extensions: [navContent],
});
