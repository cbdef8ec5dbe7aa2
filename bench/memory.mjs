import fs from "node:fs";

/**
 * @param {number} pid
 * @returns {number} resident memory in MB, NaN where the system does not tell
 */
export function residentMemory(pid) {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

/**
 * Looks at a process's memory until told to stop.
 * @param {number} pid
 * @returns {() => number} ends the watch and returns the highest that was seen, in MB
 */
export function watchMemory(pid) {
  let highest = residentMemory(pid);
  const timer = setInterval(() => {
    highest = Math.max(highest, residentMemory(pid));
  }, 10);
  return () => {
    clearInterval(timer);
    return Math.max(highest, residentMemory(pid));
  };
}
