import mysql from 'mysql2';
import { openDatabase } from '@dx/database';
import { createTestDatabase } from '../../support/test-database.js';
it('bench', async () => {
  const place = await createTestDatabase('mariadb');
  const db = await openDatabase({ url: place.url, poolMax: 8 });
  await db.run({ sql: 'CREATE TABLE p (id INT PRIMARY KEY, sku VARCHAR(60), name VARCHAR(120), price DECIMAL(10,2), active TINYINT(1), at DATETIME(6), descr VARCHAR(300), stock INT)', params: [] });
  for (let b = 0; b < 10; b++) await db.run({ sql: 'INSERT INTO p VALUES ' + Array.from({ length: 1000 }, () => '(?,?,?,?,?,?,?,?)').join(','), params: Array.from({ length: 1000 }, (_, i) => [b * 1000 + i, `sku-${i}`, `Product name ${i} "quoted"`, '19.95', 1, '2024-01-01 10:00:00', 'ä description '.repeat(10), i]).flat() });
  const enc = { columns: [['id','integer'],['sku','string'],['name','string'],['price','decimal'],['active','boolean'],['at','datetime'],['descr','string'],['stock','integer']].map(([name, kind]) => ({ name: name!, kind: kind as 'integer', scale: 2 })), keyCount: 1 };
  const pool = mysql.createPool({ uri: place.url, connectionLimit: 8, supportBigNumbers: true, dateStrings: true });
  const results: Record<string, number[]> = {};
  for (const rows of [1, 20, 100]) {
    const n = rows === 1 ? 4000 : 1500;
    const kinds: Record<string, () => Promise<unknown>> = {
      json: () => db.json({ sql: `SELECT id,sku,name,price,active,at,descr,stock,id FROM p WHERE id >= ? ORDER BY id LIMIT ${rows}`, params: [Math.floor(Math.random() * 9000)] }, enc),
      execute: () => new Promise((res, rej) => pool.execute(`SELECT id,sku,name,price,active,at,descr,stock,id FROM p WHERE id >= ? ORDER BY id LIMIT ${rows}`, [Math.floor(Math.random() * 9000)], (e, r) => (e ? rej(e) : res(Buffer.from(JSON.stringify(r)))))),
      query: () => new Promise((res, rej) => pool.query(`SELECT id,sku,name,price,active,at,descr,stock,id FROM p WHERE id >= ? ORDER BY id LIMIT ${rows}`, [Math.floor(Math.random() * 9000)], (e, r) => (e ? rej(e) : res(Buffer.from(JSON.stringify(r)))))),
    };
    for (let round = 0; round < 6; round++)
      for (const [k, f] of Object.entries(kinds)) {
        let left = n;
        const c = process.cpuUsage();
        await Promise.all(Array.from({ length: 8 }, async () => { while (left-- > 0) await f(); }));
        const u = process.cpuUsage(c);
        if (round > 0) (results[`${rows} ${k}`] ??= []).push((u.user + u.system) / n);
      }
  }
  console.log(Object.entries(results).map(([k, v]) => `${k}: ${v.sort((a, b) => a - b)[2]!.toFixed(0)} us cpu`).join('\n'));
  pool.end(() => undefined);
  await db.close();
  await place.drop();
}, 200000);
