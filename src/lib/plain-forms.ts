/**
 * The script that comes before all others, and lets the browser itself send every form, as it does without a script. When the
 * server or the network fails then, the browser still has what was typed: the framework's own sending would throw the page away.
 * The framework listens at the document, one step further out. A form that it has made in the browser, with an address that
 * leads nowhere, is left to it.
 */
export const PLAIN_FORMS = `document.documentElement.addEventListener("submit", (event) => {
  const own = [event.submitter?.getAttribute("formaction"), event.target.getAttribute("action")];
  if (!own.some((address) => address?.startsWith("javascript:"))) event.stopPropagation();
});`;
