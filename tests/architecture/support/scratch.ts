import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Files by their path, as a planted tree is written down in a test. */
export type PlantedFiles = Readonly<Record<string, string>>;

/** Runs work in a folder of its own that holds the files, and takes the folder away afterwards. */
export async function inScratchTree<Value>(files: PlantedFiles, work: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(path.join(tmpdir(), "utblick-scratch-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
