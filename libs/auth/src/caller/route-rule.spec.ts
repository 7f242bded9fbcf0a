import { Controller, Get } from '@nestjs/common';
import { Public, RequireGrant, RequireRole } from './route-decorators.js';
import { readRouteRule } from './route-rule.js';

@Controller('things')
class Things {
  @Get() plain(): void {}
  @Get() @Public() open(): void {}
  @Get() @RequireRole('editor') edit(): void {}
  @Get() @RequireGrant('delete') drop(): void {}
}

@Controller('/back-office/things')
class AdminThings {
  @Get() forgotten(): void {}
  @Get() @RequireRole('viewer') view(): void {}
  @Get() @RequireRole('owner', 'editor') either(): void {}
}

@Controller('back-office-help')
@RequireRole('owner')
class Help {
  @Get() inherited(): void {}
  @Get() @Public() open(): void {}
}

const rule = (controller: new () => object, name: string) =>
  readRouteRule((controller.prototype as Record<string, object>)[name] as object, controller);

describe('readRouteRule', () => {
  it('asks for a caller by default', () => {
    expect(rule(Things, 'plain')).toEqual({ kind: 'caller', roles: null, verb: null });
    expect(rule(Things, 'open')).toEqual({ kind: 'public' });
    expect(rule(Things, 'drop')).toEqual({ kind: 'caller', roles: null, verb: 'delete' });
  });

  it('admits the weakest named role and everything above it', () => {
    expect(rule(Things, 'edit')).toMatchObject({ roles: ['owner', 'editor'] });
    expect(rule(AdminThings, 'view')).toMatchObject({ roles: ['owner', 'editor', 'viewer'] });
    expect(rule(AdminThings, 'either')).toMatchObject({ roles: ['owner', 'editor'] });
  });

  it('keeps a back-office route without a rule for owners', () => {
    expect(rule(AdminThings, 'forgotten')).toMatchObject({ roles: ['owner'] });
  });

  it('takes the rule of the controller, which a handler may replace', () => {
    expect(rule(Help, 'inherited')).toMatchObject({ roles: ['owner'] });
    expect(rule(Help, 'open')).toEqual({ kind: 'public' });
  });
});
