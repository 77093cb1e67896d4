/**
 * Every job of the project, on any Node from 20: `node scripts/run.mjs JOB`. It installs when the lock file is newer than
 * what is installed, finds the pinned Node, builds when the sources are newer than the build, and runs the job on it.
 */

import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => join(root, ...parts);
const windows = process.platform === "win32";

/** A job is commands in order: a package's command, or a file of ours. `build` says whether it needs dist/. */
const jobs = {
  build: { build: true, commands: [] },
  start: { build: true, commands: [["scripts/start.ts"]] },
  test: { build: true, commands: [["vitest", "run"]] },
  check: {
    build: true,
    commands: [
      ["oxfmt", "--check", "."],
      ["oxlint", "--type-aware", "--deny-warnings"],
      ["typescript:tsc", "--noEmit", "-p", "."],
      ["typescript:tsc", "-p", "tests/tsconfig.json"],
      ["knip"],
      ["vitest", "run"],
    ],
  },
  bench: { build: true, commands: [["bench/main.ts"]] },
  verify: { build: true, commands: [["bench/verify.ts"]] },
};

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** Runs to the end, its output ours; a failing command ends this process with the same exit code. */
function must(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (done.error) fail(`cannot run ${command}: ${done.error.message}`);
  if (done.status !== 0) process.exit(done.status ?? 1);
}

function npm(args, cwd = root) {
  must("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], { cwd, shell: windows });
}

const modified = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

function install() {
  if (modified(at("node_modules", ".package-lock.json")) >= modified(at("package-lock.json"))) return;
  process.stderr.write("installing …\n");
  npm(["ci"]);
}

/** The Node of package.json's devDependencies; its platform's package where npm refused the install script. */
function pinnedNode() {
  const version = JSON.parse(readFileSync(at("package.json"), "utf8")).devDependencies.node;
  const home = at("node_modules", "node");
  const executable = join("bin", windows ? "node.exe" : "node");
  const prefix = process.platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node";
  const platform = [prefix, windows ? "win" : process.platform, process.arch].join("-");
  const places = [join(home, executable), join(home, "node_modules", platform, executable)];
  const found = () => places.find((place) => existsSync(place));
  if (!found())
    npm(["install", "--no-save", "--no-package-lock", "--ignore-scripts", `${platform}@${version}`], home);
  return found() ?? fail(`found no Node ${version} for this platform, ${process.platform} ${process.arch}`);
}

/** The time of the newest file or folder below these paths. */
function newest(...paths) {
  return Math.max(
    ...paths.map((path) => {
      const children = statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [];
      return Math.max(modified(path), ...(children.length > 0 ? [newest(...children)] : []));
    }),
  );
}

/** Compiles beside dist/ and swaps, so that a command that runs meanwhile never sees half of it. */
function build(run) {
  const stamp = at("build", "built");
  const sources = ["src", "grammar", "scripts/bundle.mjs", "tsconfig.json", "package.json"].map((name) =>
    at(name),
  );
  if (existsSync(at("dist")) && modified(stamp) >= newest(...sources)) return;
  const started = new Date();
  mkdirSync(at("build"), { recursive: true });
  const fresh = at("build", "dist");
  rmSync(fresh, { recursive: true, force: true });
  run(["typescript:tsc", "-p", ".", "--emitDeclarationOnly", "--outDir", fresh]);
  run(["scripts/bundle.mjs", fresh]);
  chmodSync(join(fresh, "cli", "main.js"), 0o755);
  rmSync(at("dist"), { recursive: true, force: true });
  renameSync(fresh, at("dist"));
  writeFileSync(stamp, `${started.toISOString()}\n`);
}

/** The file behind a package's command: `vitest`, or `typescript:tsc` where the names differ. */
function commandFile(name) {
  const [packageName, command = packageName] = name.split(":");
  const { bin } = JSON.parse(readFileSync(at("node_modules", packageName, "package.json"), "utf8"));
  return at("node_modules", packageName, typeof bin === "string" ? bin : bin[command]);
}

const [name = "", ...rest] = process.argv.slice(2);
if (!Object.hasOwn(jobs, name)) fail(`usage: node scripts/run.mjs ${Object.keys(jobs).join(" | ")}`);
const job = jobs[name];
install();
const node = pinnedNode();
const path = [dirname(node), at("node_modules", ".bin"), process.env.PATH].join(delimiter);
const run = ([first, ...args]) =>
  must(node, [first.includes("/") ? at(first) : commandFile(first), ...args], {
    env: { ...process.env, PATH: path },
  });
if (job.build) build(run);
for (const [index, command] of job.commands.entries())
  run(index === job.commands.length - 1 ? [...command, ...rest] : command);
