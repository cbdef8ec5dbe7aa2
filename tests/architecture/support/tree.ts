import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Source files by their path from the project's folder. */
export type Tree = ReadonlyMap<string, string>;

const SKIPPED = new Set(["node_modules", ".next", ".data", "generated", ".git"]);

/** Lists the files in folders, as paths from the root with forward slashes; what is installed or generated is left out. */
export function listFiles(root: string, folders: readonly string[]): string[] {
  const found: string[] = [];
  const walk = (folder: string): void => {
    let entries;
    try {
      entries = readdirSync(path.join(root, folder), { withFileTypes: true });
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return;
      throw error;
    }
    for (const entry of entries) {
      if (SKIPPED.has(entry.name)) continue;
      const name = folder === "." ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(name);
      else if (entry.isFile()) found.push(name);
    }
  };
  for (const folder of folders) walk(folder);
  return found.sort();
}

/** Reads the files in folders whose names match. */
export function readTree(root: string, folders: readonly string[], names = /\.(?:tsx?|mjs|cjs)$/): Tree {
  return new Map(listFiles(root, folders).filter((file) => names.test(file)).map((file) => [file, readFileSync(path.join(root, file), "utf8")]));
}
