--liquibase formatted sql

--changeset library:1
create table books (id int generated always as identity primary key, title text not null unique, pages int);
insert into books (title) values ('Middlemarch');
