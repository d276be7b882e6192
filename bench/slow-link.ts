/**
 * A slow network in front of a local server, for everything that a page asks for,
 * its workers included (a browser's own throttling leaves those out). The numbers
 * are those of Chromium's "Slow 4G".
 */
import { createServer, connect, type Server, type Socket } from 'node:net';

const LATENCY_MS = 562.5;
const BYTES_PER_MS = (1_600_000 * 0.9) / 8 / 1_000;
const PIECE_BYTES = 4_096;

/** One phone's share of the air: all its connections wait for one another. */
export class SlowLink {
  #freeAt = 0;

  /** A door to the server on `port` whose answers come late and slowly. */
  open(port: number): Server {
    return createServer((client) => {
      const server = connect(port, 'localhost');
      client.pipe(server);
      server.on('data', (bytes: Buffer) => this.#carry(bytes, client));
      server.on('end', () => this.#after(0, () => client.end()));
      for (const socket of [client, server]) {
        socket.on('error', () => {
          client.destroy();
          server.destroy();
        });
      }
      client.on('close', () => server.destroy());
    });
  }

  #carry(bytes: Buffer, client: Socket): void {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      const piece = bytes.subarray(at, at + PIECE_BYTES);
      this.#after(piece.length, () => client.destroyed || client.write(piece));
    }
  }

  #after(bytes: number, arrive: () => void): void {
    const now = performance.now();
    this.#freeAt = Math.max(this.#freeAt, now + LATENCY_MS) + bytes / BYTES_PER_MS;
    setTimeout(arrive, this.#freeAt - now);
  }
}
