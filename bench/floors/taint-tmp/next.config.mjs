import path from "node:path";

const root = path.resolve(import.meta.dirname, "..", "..", "..");

/** Nothing but what is needed to build inside another project. */
export default {
  // The search for a proxy goes up through the folders: with TypeScript left out, the house's own is not found.
  pageExtensions: ["jsx", "js"],
  outputFileTracingRoot: root,
  turbopack: { root },
  experimental: { taint: true },
  serverExternalPackages: ["pg"],
  poweredByHeader: false,
};
