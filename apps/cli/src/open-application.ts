import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../api/src/app.module.js';
import { APP_OPTIONS, configureApp, makeHttpAdapter } from '../../api/src/configure-app.js';
import { loadPlugins } from '../../api/src/plugins/load-plugins.js';
import { readSettings } from '../../api/src/settings/read-settings.js';
import type { Settings } from '../../api/src/settings/settings.js';
import type { Terminal } from './terminal.js';

/** The server's settings. Why silent: the log goes to standard output, which belongs to the command's result. */
export function settingsOf(terminal: Terminal): Settings {
  return readSettings({ ...terminal.env, LOG_LEVEL: 'silent' });
}

/** Runs `work` with the server's parts, own tables up to date, without a port; closes them in any case. */
export async function withApplication<T>(
  terminal: Terminal,
  work: (app: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const settings = settingsOf(terminal);
  const module = AppModule.register(settings, await loadPlugins(settings.plugins.dir));
  const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

/** The same with the routes in place, which documents are made of; it listens nowhere. */
export async function withRoutes<T>(terminal: Terminal, work: (app: NestFastifyApplication) => Promise<T>): Promise<T> {
  const settings = settingsOf(terminal);
  const module = AppModule.register(settings, await loadPlugins(settings.plugins.dir));
  const options = { ...APP_OPTIONS, logger: false } as const;
  const app = await NestFactory.create<NestFastifyApplication>(module, makeHttpAdapter(settings), options);
  try {
    configureApp(app, settings);
    await app.init();
    return await work(app);
  } finally {
    await app.close();
  }
}
