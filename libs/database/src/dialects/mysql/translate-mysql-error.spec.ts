import { CodedException, serverErrors } from '@dx/kernel';
import { DatabaseError } from '../../database-error.js';
import { translateMysqlError } from './translate-mysql-error.js';

function driverError(errno: number | undefined, message = 'said the server', more: object = {}): Error {
  return Object.assign(new Error(message), errno === undefined ? more : { errno, ...more });
}

describe('translateMysqlError', () => {
  it.each([
    [1969, serverErrors.statementTimeout()],
    [3024, serverErrors.statementTimeout()],
    [1040, serverErrors.databaseBusy()],
    [1203, serverErrors.databaseBusy()],
    [1213, serverErrors.lockConflict()],
    [1205, serverErrors.lockConflict()],
    [1290, serverErrors.databaseReadOnly()],
    [1836, serverErrors.databaseReadOnly()],
    [1792, serverErrors.databaseReadOnly()],
    [1021, serverErrors.databaseReadOnly()],
    [1114, serverErrors.databaseReadOnly()],
    [1053, serverErrors.databaseUnavailable()],
    [1045, serverErrors.databaseUnavailable()],
    [-111, serverErrors.databaseUnavailable()],
    [undefined, serverErrors.databaseUnavailable()],
  ])('knows %p as a failure of the whole database', (errno, coded) => {
    const cause = driverError(errno);
    const error = translateMysqlError(cause) as CodedException;
    expect(error).toBeInstanceOf(CodedException);
    expect([error.errors, error.cause]).toEqual([[coded], cause]);
  });

  it.each([
    [
      1062,
      "Duplicate entry 'a-b' for key 'spy_country.uq-iso'",
      'duplicate',
      { value: 'a-b', constraint: 'uq-iso', table: 'spy_country' },
    ],
    [
      1062,
      "Duplicate entry 'it's' for key 'k' for key 'uq'",
      'duplicate',
      { value: "it's' for key 'k", constraint: 'uq' },
    ],
    [1586, "Duplicate entry '' for key 'PRIMARY'", 'duplicate', { value: '', constraint: 'PRIMARY' }],
    [
      1451,
      'Cannot delete or update a parent row: a foreign key constraint fails (`shop`.`or``der`, CONSTRAINT `fk 1` FOREIGN KEY (`a`, `b``c`) REFERENCES `p` (`a`, `b`) ON DELETE CASCADE)',
      'foreign-key-child',
      { table: 'or`der', constraint: 'fk 1', columns: ['a', 'b`c'] },
    ],
    [1217, 'Cannot delete or update a parent row: a foreign key constraint fails', 'foreign-key-child', {}],
    [1048, "Column 'name' cannot be null", 'not-null', { columns: ['name'] }],
    [1364, "Field 'name' doesn't have a default value", 'not-null', { columns: ['name'] }],
    [
      1263,
      "Column set to default value; NULL supplied to NOT NULL column 'name' at row 3",
      'not-null',
      { columns: ['name'], row: 3 },
    ],
    [1406, "Data too long for column 'name' at row 12", 'too-long', { columns: ['name'], row: 12 }],
    [1264, "Out of range value for column 'qty' at row 1", 'out-of-range', { columns: ['qty'], row: 1 }],
    [
      1292,
      "Incorrect datetime value: 'x' for column `shop`.`t`.`at` at row 2",
      'bad-value',
      { columns: ['at'], row: 2 },
    ],
    [1292, "Incorrect datetime value: 'x' for column 'at' at row 2", 'bad-value', { columns: ['at'], row: 2 }],
    [
      1366,
      "Incorrect string value: '\\xF0' for column `s`.`t`.`a``b` at row 1",
      'bad-value',
      { columns: ['a`b'], row: 1 },
    ],
    [
      3140,
      'Invalid JSON text: "Missing" at position 1 in value for column \'t.doc\'.',
      'bad-value',
      { columns: ['doc'] },
    ],
    [4025, 'CONSTRAINT `t.doc` failed for `shop`.`t`', 'check', { constraint: 't.doc', columns: ['doc'] }],
    [3819, "Check constraint 'positive' is violated.", 'check', { constraint: 'positive' }],
    [1146, "Table 'shop.gone' doesn't exist", 'schema', { table: 'gone' }],
    [1054, "Unknown column 'gone' in 'field list'", 'schema', { columns: ['gone'] }],
    [1054, "Unknown column 't.gone' in 'where clause'", 'schema', { columns: ['gone'] }],
    [1064, 'You have an error in your SQL syntax', 'other', {}],
  ])('reads %i: %s', (errno, message, kind, details) => {
    const cause = driverError(errno, message);
    const error = translateMysqlError(cause) as DatabaseError;
    expect(error).toBeInstanceOf(DatabaseError);
    expect([error.kind, error.details, error.cause, error.message]).toEqual([kind, details, cause, message]);
  });

  it('takes a lost connection as such whatever its number, and a full disk as read-only', () => {
    expect(translateMysqlError(driverError(9999, 'x', { fatal: true }))).toMatchObject({
      errors: [serverErrors.databaseUnavailable()],
    });
    expect(translateMysqlError(driverError(1030, 'Got error 28 "No space left on device"'))).toMatchObject({
      errors: [serverErrors.databaseReadOnly()],
    });
  });

  it('takes what a routine signals as a check', () => {
    expect(translateMysqlError(driverError(30001, 'no', { sqlState: '45000' }))).toMatchObject({ kind: 'check' });
  });

  it('hands our own errors back', () => {
    const own = new CodedException(serverErrors.fault());
    expect(translateMysqlError(own)).toBe(own);
  });
});
