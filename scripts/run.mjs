import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM'];

/**
 * Runs a program to its end. Says how it ended and what it wrote; throws only if it cannot be started.
 * A signal that ends this process ends the program as well.
 *
 * @param show writes its output on as it comes.
 * @param yields lets everything else on this machine go before it.
 */
export function run(command, args, { env, show = false, yields = false } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = ['ignore', 'pipe', 'pipe'];
    const child = spawn(command, args, { stdio, env: { ...process.env, ...env } });
    if (yields && child.pid) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    const letGo = endTogether(child);
    let output = '';
    const collect = (chunk) => {
      output += chunk;
      if (show) process.stdout.write(chunk);
    };
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    child.once('error', (error) => {
      letGo();
      reject(error);
    });
    child.once('close', (code) => {
      letGo();
      resolve({ code: code ?? 1, output });
    });
  });
}

/** Several programs may run: this process ends only when each was told. */
function endTogether(child) {
  const tell = (signal) => {
    child.kill(signal);
    setImmediate(() => process.exit(128 + constants.signals[signal]));
  };
  for (const signal of SIGNALS) process.on(signal, tell);
  return () => {
    for (const signal of SIGNALS) process.off(signal, tell);
  };
}
