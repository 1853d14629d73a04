import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const startsWithin = 30_000;

/** What is measured in minutes for people would be in the way of tests that play a whole company. */
const roomyLimits = ['SignUpsPerMinute', 'LogInsPerMinute', 'PostsPerSecond', 'PostBurst'].map(
  (name) => `Limits:${name}=100000`,
);

/** Terminals have tests of their own, and servers beside each other want the same ports. */
const noTerminals = ['Lines:Listen', 'Irc:Listen', 'Irc:ListenTls'].map((name) => `${name}=`);

export interface Server {
  url: string;
  port: number;
  stop(): Promise<void>;
}

/** The real server, with a data folder that did not exist before and the built web client. */
export async function startServer(): Promise<Server> {
  const data = await mkdtemp(join(tmpdir(), 'parlor-e2e-'));
  const child = run(['serve', '--url', 'http://127.0.0.1:0', '--data', data, ...settings()]);
  try {
    const url = await listening(child);
    const stop = async () => {
      await ended(child);
      await rm(data, { recursive: true, force: true });
    };
    return { url, port: Number(new URL(url).port), stop };
  } catch (error) {
    await ended(child);
    throw error;
  }
}

function settings(): string[] {
  const web = join(repository, 'web', 'dist');
  if (!existsSync(join(web, 'index.html')))
    throw new Error(`The web client is not built: run "npm ci && npm run build" in ${dirname(web)}.`);
  return [`Web=${web}`, ...roomyLimits, ...noTerminals].flatMap((assignment) => ['--set', assignment]);
}

/** PARLOR_DLL names what to run: parlor.dll, or an executable. Without it, the newest build is taken. */
function run(parameters: string[]): ChildProcess {
  const built = ['Release', 'Debug'].map((kind) =>
    join(repository, 'src/Parlor.Cli/bin', kind, 'net10.0/parlor.dll'),
  );
  const program = process.env.PARLOR_DLL ?? built.find((path) => existsSync(path));
  if (program === undefined) throw new Error('Parlor is not built: run "dotnet build src/Parlor.Cli".');
  const [command, first] = program.endsWith('.dll') ? ['dotnet', [program]] : [program, []];
  // The server takes every PARLOR_ variable for a setting, and the tests want none but their own.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PARLOR_')));
  return spawn(command, [...first, ...parameters], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = '';
    const timer = setTimeout(() => failed(new Error(`Parlor did not start in time:\n${said}`)), startsWithin);
    const hear = (words: Buffer) => {
      said += words.toString();
      const url = /listens at (http:\/\/\S+)/.exec(said)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      found(url);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`Parlor ended with ${code}:\n${said}`)));
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill('SIGTERM');
  });
}
