import { readFileSync, readdirSync } from "node:fs";
import { execSync } from "node:child_process";
import { it } from "vitest";
import { findUsedKeys } from "../../architecture/support/source-checks";
import { checkUsedKeys, compareLanguages, flatten } from "../../architecture/support/words-checks";
it("words", () => {
  const files = execSync('find src/features/bodies src/features/people src/features/contact-persons src/features/accounts "src/app/(signed-in)/bodies" "src/app/(signed-in)/people" -name "*.ts*"').toString().trim().split("\n");
  const tree = new Map(files.map((f) => [f, readFileSync(f, "utf8")]));
  const load = (l: string) => Object.assign({}, ...["bodies", "people", "common"].map((n) => JSON.parse(readFileSync(`src/messages/${n}.${l}.json`, "utf8"))), );
  const sv = load("sv"), en = load("en");
  sv.refusals = { ...(sv.refusals ?? {}), ...JSON.parse(readFileSync("/tmp/brief/refusals-bodies.sv.json", "utf8")).refusals };
  const used = findUsedKeys(tree, new Set(["bodies", "people", "refusals", "frame", "fields", "errors"]));
  console.log(compareLanguages("x", flatten({ b: sv.bodies, p: sv.people }), flatten({ b: en.bodies, p: en.people })));
  console.log(checkUsedKeys(used, flatten(sv)));
  const keys = new Set(used.keys.map((k) => k.key)); const pre = used.prefixes.map((p) => p.prefix);
  console.log("unused", [...flatten({ bodies: sv.bodies, people: sv.people }).keys()].filter((k) => !keys.has(k) && !pre.some((p) => k.startsWith(p + "."))));
});
