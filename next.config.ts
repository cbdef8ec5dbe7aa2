import type { NextConfig } from "next";

const config: NextConfig = {
  output: "standalone",
  outputFileTracingRoot: import.meta.dirname,
  outputFileTracingExcludes: { "*": [".data/**", ".env*", "bench/**", "e2e/**", "tests/**", "look/**"] },
  poweredByHeader: false,
  reactStrictMode: true,
  // The image optimiser and its advisories are left out altogether.
  images: { unoptimized: true },
  serverExternalPackages: ["pg", "pg-boss", "pino", "@prisma/adapter-pg"],
  experimental: {
    serverActions: { bodySizeLimit: "4mb" },
  },
  // Tests are for `npm run check`: a type error in one must not keep the app from starting.
  typescript: { ignoreBuildErrors: false, tsconfigPath: "tsconfig.build.json" },
  logging: false,
};

export default config;
