create table books (
  id int generated always as identity primary key,
  title text not null unique,
  pages int,
  seller text default '${seller}'
);
create table log (line text);
insert into books (title, pages) values ('Emma', 400), ('Ulysses', 700);
copy books (title, pages) from stdin;
copied	30
copied too	40
\.
