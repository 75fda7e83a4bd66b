/** What the browser's console warns of, but for what is not ours. */

/**
 * Warnings and errors of Backstage and its libraries, that show on its own pages
 * as well. Those with a path are not ours on these pages alone.
 */
const NOT_OURS = [
  // Material UI 4 in React's strict mode.
  { text: /findDOMNode is deprecated/ },
  // Icons that Backstage's own plugins register.
  { text: /^The following icons were registered as IconComponent/ },
  // The breadcrumbs that head Backstage's pages. Ours are buttons, which need no role.
  { text: /<Focusable> child must have an interactive ARIA role\.$/ },
  // React Aria looks whether what has a tooltip is visible as it is made: lines are
  // made in a graph that is shown once it is measured.
  { text: /<Focusable> child must be focusable\./, path: /\/topology$/ },
  // The tabs that head them.
  { text: /changed from uncontrolled to controlled/, path: /^\/create/ },
  // Backstage's signals, where the test leaves a page that has only just begun to listen.
  {
    text: /WebSocket connection to '.*\/api\/signals' failed: WebSocket is closed before/,
  },
  // react-jsonschema-form, when an answer is wrong: the test gives such ones.
  { text: /^Form validation failed/, path: /^\/create/ },
];

/** Collects from a page what is ours; call what is returned for all of it so far. */
export function listen(page) {
  const heard = [];
  const note = (kind, text) => {
    const { pathname } = new URL(page.url());
    const isOurs = !NOT_OURS.some(
      ({ text: known, path = /./ }) => known.test(text) && path.test(pathname),
    );
    if (isOurs) {
      heard.push(`${pathname}: ${kind}: ${text.slice(0, 500)}`);
    }
  };
  page.on('console', message => {
    if (['warning', 'error'].includes(message.type())) {
      note(message.type(), message.text());
    }
  });
  page.on('pageerror', error => note('uncaught', String(error)));
  return () => [...heard];
}
