import { completeAuthOptions } from './auth-options.js';

describe('completeAuthOptions', () => {
  it('is safe by default', () => {
    expect(completeAuthOptions({})).toMatchObject({
      apiKeyInQuery: false,
      accessTokenTtlSeconds: 28800,
      passwordLengthMin: 15,
    });
  });

  it.each([
    [{ accessTokenTtlSeconds: 3600, refreshTokenTtlSeconds: 60 }],
    [{ authorizationCodeTtlSeconds: 61 }],
    [{ jwtIssuer: '' }],
    [{ jwtAudience: '' }],
  ])('refuses %j', (options) => {
    expect(() => completeAuthOptions(options)).toThrow(RangeError);
  });
});
