import { checkPassword } from './check-password.js';

const CONTEXT = { email: 'maria.huber@shop.example', name: 'Maria Huber' };
const judge = (password: string): string | null => checkPassword(password, 15, CONTEXT);

describe('checkPassword', () => {
  it.each([
    'violet tractor under seven moons',
    'correct-horse-battery-staple',
    'süße Kätzchen 🐈 unter 漢字',
    '83920174650192837465',
    'x7Kq-9vRt-2LmP-w4Zn',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bcdefg hij klm',
    'q'.repeat(200) + ' my very long sentence',
  ])('takes %s', (password) => {
    expect(judge(password)).toBeNull();
  });

  it.each([
    ['short', 'at least 15'],
    ['14 characters!', 'at least 15'],
    ['🐈🐈🐈🐈🐈🐈🐈🐈🐈🐈🐈🐈🐈🐈', 'at least 15'],
    ['x'.repeat(257), 'at most 256'],
    ['aaaaaaaaaaaaaaaaaaaa', 'different characters'],
    ['abababababababababab', 'different characters'],
    ['passwordpassword1', 'easy to guess'],
    ['Passw0rd-Passw0rd-2024', 'easy to guess'],
    ['Summer2024!!!!!!!!', 'easy to guess'],
    ['qwertyuiopasdfgh', 'easy to guess'],
    ['123456789012345', 'easy to guess'],
    ['admin-admin-admin-1', 'easy to guess'],
    ['mariahuber-2024-maria', 'easy to guess'],
    ['data exchange shop 1', 'easy to guess'],
    ['correcthorsebatterystaple', 'easy to guess'],
  ])('refuses %s', (password, reason) => {
    expect(judge(password)).toContain(reason);
  });

  it('counts characters after normalisation, so that one password has one length on every keyboard', () => {
    const decomposed = 'u\u0308'.repeat(5) + 'abcdefghij';
    expect(checkPassword(decomposed, 16, CONTEXT)).toContain('at least 16');
  });
});
