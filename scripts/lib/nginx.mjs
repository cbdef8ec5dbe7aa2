import fs from "node:fs";
import path from "node:path";
import { DATA } from "./files.mjs";
import { run } from "./process.mjs";

const OWN = path.join(DATA, "nginx");
const PROGRAMS = ["/usr/sbin/nginx", path.join(OWN, "usr", "sbin", "nginx")];

/**
 * Finds nginx; where there is none, Debian's is unpacked beside the tests' data. It isn't installed: no service of the machine's may come of a test.
 * @param {(line: string) => void} log
 * @returns {Promise<string | undefined>} its path, or undefined where there is none to be had
 */
export async function prepareNginx(log) {
  const works = async (/** @type {string} */ file) => fs.existsSync(file) && (await run(file, ["-v"])).code === 0;
  for (const file of PROGRAMS) if (await works(file)) return file;
  if (!fs.existsSync("/usr/bin/apt-get")) return undefined;
  log("There is no nginx; unpacking Debian's.");
  fs.mkdirSync(OWN, { recursive: true });
  if (process.getuid?.() === 0) await run("apt-get", ["update", "-qq"]);
  await run("apt-get", ["download", "-qq", "-o", "APT::Sandbox::User=root", "nginx"], { cwd: OWN });
  for (const name of fs.readdirSync(OWN).filter((file) => file.endsWith(".deb"))) await run("dpkg-deb", ["-x", path.join(OWN, name), OWN]);
  const unpacked = PROGRAMS[1] ?? "";
  return (await works(unpacked)) ? unpacked : undefined;
}
