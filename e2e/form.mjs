/** The form of the template, as a user goes through it. */

export const openForm = (page, url) =>
  page.goto(`${url}/create/templates/default/hybrid-application`);

/** Chooses who answers for the app, on the first page. */
export async function chooseOwner(page, name) {
  await page.getByLabel(/^Owner/).click();
  await page.getByRole('option', { name }).first().click();
}

/** Chooses the cluster, on the second page. */
export async function chooseCluster(page, name) {
  await page.getByRole('button', { name: /cluster/i }).click();
  await page.getByRole('option', { name }).click();
}

/** Opens the list of namespaces, and gives back what is offered. */
export async function offeredNamespaces(page) {
  await page.getByRole('combobox', { name: /namespace/i }).click();
  const options = page.getByRole('listbox').getByRole('option');
  await options.first().waitFor();
  return options.evaluateAll(all =>
    all.map(option => option.textContent.split('Has ')[0]),
  );
}

/** Chooses a namespace, once the cluster is. */
export async function chooseNamespace(page, name) {
  await page.getByRole('combobox', { name: /namespace/i }).click();
  await page.getByRole('option', { name }).click();
}

/** From the last page to the end of the task. */
export async function create(page) {
  await page.getByRole('button', { name: /review/i }).click();
  await page.getByRole('button', { name: 'Create' }).click();
  await page
    .getByRole('link', { name: 'Open its topology' })
    .waitFor({ timeout: 180_000 });
}
