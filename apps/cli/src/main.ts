import 'reflect-metadata';
import { config as loadEnvFile } from 'dotenv';
import { runProgram } from './run-program.js';
import { processTerminal } from './terminal.js';

// Why: a reader of our output that went away (`| head`) is no failure.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

loadEnvFile({ quiet: true });
process.exitCode = await runProgram(process.argv.slice(2), processTerminal());
