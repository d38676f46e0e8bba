insert into books (title) values ('rolled back');
insert into books (title) values ('Emma');
