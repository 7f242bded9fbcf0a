import { openMetadataStore, openDatabase } from '@dx/database';
import { EntitySchema } from 'typeorm';
import { createTestDatabase, DATABASE_KINDS } from '../../support/test-database.js';
const E1 = new EntitySchema<{id:number,name:string,at:Date,flag:boolean,doc:unknown,blob:Buffer|null}>({ name: 'thing', tableName: 'dx_thing', columns: { id: { type: Number, primary: true, generated: true }, name: { type: String, length: 100, unique: true }, at: {type: Date}, flag:{type:Boolean}, doc:{type:'simple-json'}, blob: {type:'blob', nullable: true} } });
class M1700000000001 { name='M1700000000001'; async up(q: any) { 
 const my = q.connection.options.type !== 'better-sqlite3';
 await q.query(`CREATE TABLE dx_thing (id ${my?'INT AUTO_INCREMENT PRIMARY KEY':'INTEGER PRIMARY KEY AUTOINCREMENT'}, name VARCHAR(100) UNIQUE, at DATETIME NOT NULL, flag TINYINT NOT NULL, doc TEXT NOT NULL, \`blob\` BLOB)`); }
 async down() {} }
describe.each(DATABASE_KINDS)('meta %s', (kind) => {
  it('x', async () => {
    const t = await createTestDatabase(kind);
    const stores = await Promise.all(Array.from({length:5}, () => openMetadataStore({ url: t.url, entities: [E1], migrations: [M1700000000001 as any] })));
    const s = stores[0]!;
    const at = new Date('2024-01-02T03:04:05Z');
    await s.write((m) => m.getRepository(E1).save({ name: 'a', at, flag: true, doc: {a:1}, blob: null }));
    await s.write((m) => m.getRepository(E1).save({ name: 'b', at, flag: false, doc: [1], blob: Buffer.from([1,2]) }));
    console.log(await stores[1]!.read((m) => m.getRepository(E1).find()), await s.dataSource.query('select * from dx_migrations'));
    await expect(s.write((m) => m.getRepository(E1).insert({ name: 'a', at, flag: true, doc: 1 }))).rejects.toMatchObject({ kind: 'duplicate' });
    await expect(s.write(async (m) => { await m.query("DELETE FROM dx_thing"); throw new Error('x'); })).rejects.toThrow('x');
    expect(await s.read((m) => m.getRepository(E1).count())).toBe(2);
    const db = await openDatabase({ url: t.url });
    await Promise.all([db.transaction(async (tx) => { await tx.run({sql:"update dx_thing set name='z' where id=1", params: []}); await new Promise((r)=>setTimeout(r,50)); }), s.write((m) => m.getRepository(E1).update({id:2},{name:'y'}))]);
    await db.close();
    for (const x of stores) await x.close();
    await t.drop();
  });
});
