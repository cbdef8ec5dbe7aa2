import "server-only";
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

const COST = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const KEY_LENGTH = 32;

function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFC"), salt, KEY_LENGTH, cost, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

/** Hashes a password with scrypt and a salt of its own; the cost is stored with it. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST);
  return ["scrypt", COST.N, COST.r, COST.p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

// Compared against when there is no such account, so that the time taken tells nothing.
const nobody = hashPassword(randomBytes(16).toString("hex"));

/** Tells whether the password is the one that was hashed; takes as long when there is no hash. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [scheme, n, r, p, salt = "", key = ""] = (stored ?? (await nobody)).split("$");
  if (scheme !== "scrypt") throw new Error("a stored password is of an unknown kind");
  const expected = Buffer.from(key, "base64url");
  const actual = await derive(password, Buffer.from(salt, "base64url"), { N: Number(n), r: Number(r), p: Number(p), maxmem: COST.maxmem });
  return timingSafeEqual(actual, expected) && stored !== null;
}
