/** Reads the files of a site, from a folder or a web address, and refuses one whose bytes are not those that its name says. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

const DIGEST_IN_NAME = /sha256-([0-9a-f]{64})\.json$/;

export const sha256 = (content: Uint8Array | string): string => createHash("sha256").update(content).digest("hex");

export class Site {
  /** @param place a folder, or the web address of the root of the site */
  constructor(private readonly place: string) {}

  /** Returns what a file holds. Addresses are relative to the root of the site. */
  async read<T extends { kind: string }>(address: string, kind: T["kind"]): Promise<T> {
    const content = await this.bytes(address);
    const named = DIGEST_IN_NAME.exec(address)?.[1];
    if (named !== undefined && sha256(content) !== named) {
      throw new Error(`${address}: its bytes are not those that its name says`);
    }
    const made = JSON.parse(new TextDecoder().decode(content)) as T;
    if (made.kind !== kind) {
      throw new Error(`${address}: is of kind ${made.kind}, not ${kind}`);
    }
    return made;
  }

  private async bytes(address: string): Promise<Uint8Array> {
    if (!/^https?:/.test(this.place)) {
      return readFile(join(this.place, address));
    }
    const answer = await fetch(new URL(address, this.place.replace(/\/?$/, "/")));
    if (!answer.ok) {
      throw new Error(`${address}: ${answer.status} ${answer.statusText}`);
    }
    return new Uint8Array(await answer.arrayBuffer());
  }
}
