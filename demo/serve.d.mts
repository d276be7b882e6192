import type { Server } from 'node:http';

export function createDemoServer(options: {
  punnetUrl: string;
  endpointUrl: string;
  root: string;
  over?: string;
}): Server;
export function createAssetServer(options: { root: string }): Server;
