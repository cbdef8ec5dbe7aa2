import path from "node:path";
import { cruise, type ICruiseOptions, type ICruiseResult } from "dependency-cruiser";
import extractDependencyCruiserConfig from "dependency-cruiser/config-utl/extract-depcruise-config";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";

export const PROJECT = path.resolve(import.meta.dirname, "../../..");

/** The project's rules, as dependency-cruiser reads them. */
export const configuration = await extractDependencyCruiserConfig(path.join(PROJECT, ".dependency-cruiser.cjs"));

/** Reads the modules under `src` of a project and judges them by the project's own rules. */
export async function cruiseProject(folder: string): Promise<ICruiseResult> {
  const before = process.cwd();
  process.chdir(folder);
  try {
    const { options, ...ruleSet } = configuration;
    const settings = { ...options, ruleSet, validate: true, baseDir: folder } as ICruiseOptions;
    const answer = await cruise(["src"], settings, undefined, { tsConfig: extractTSConfig("tsconfig.json") });
    if (typeof answer.output === "string") throw new Error(`dependency-cruiser answered with text: ${answer.output.slice(0, 200)}`);
    return answer.output;
  } finally {
    process.chdir(before);
  }
}
