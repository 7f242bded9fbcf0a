import { readRouteRule, type RouteRule } from '@dx/auth';
import type { INestApplication } from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { nameOperation } from './name-operation.js';

type Controller = abstract new (...args: never[]) => unknown;

/** Who may use each route of an application, by the id of its documented operation; read as the guard reads it. */
export function collectRouteRules(app: INestApplication): ReadonlyMap<string, RouteRule> {
  const scanner = new MetadataScanner();
  const modules = [...app.get(ModulesContainer).values()];
  const controllers = modules.flatMap((module) => [...module.controllers.values()].map(({ metatype }) => metatype));
  const rules = new Map<string, RouteRule>();
  for (const metatype of controllers) {
    if (metatype === null) continue;
    const controller = metatype as Controller;
    const prototype = controller.prototype as Readonly<Record<string, object>>;
    for (const method of scanner.getAllMethodNames(prototype)) {
      rules.set(nameOperation(controller.name, method), readRouteRule(prototype[method] as object, controller));
    }
  }
  return rules;
}
