import { spawn } from 'node:child_process';

/**
 * Runs a program to its end. Says how it ended and what it wrote; throws only if it cannot be started.
 *
 * @param show writes its output on as it comes.
 */
export function run(command, args, { env, show = false } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = ['ignore', 'pipe', 'pipe'];
    const child = spawn(command, args, { stdio, env: { ...process.env, ...env } });
    let output = '';
    const collect = (chunk) => {
      output += chunk;
      if (show) process.stdout.write(chunk);
    };
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
