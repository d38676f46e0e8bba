insert into books (title) values ('Dracula');
create index concurrently books_seller on books (seller);
