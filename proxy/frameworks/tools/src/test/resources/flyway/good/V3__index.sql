create index concurrently books_pages on books (pages);
