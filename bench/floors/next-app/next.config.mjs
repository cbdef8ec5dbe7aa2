import path from "node:path";

const root = path.resolve(import.meta.dirname, "..", "..", "..");

/** Nothing but what is needed to build inside another project. */
export default {
  outputFileTracingRoot: root,
  turbopack: { root },
  serverExternalPackages: ["pg"],
  poweredByHeader: false,
};
