create table books (id int generated always as identity primary key, title text, pages int, seller text);
insert into books (title, pages) values ('Emma', 400);
