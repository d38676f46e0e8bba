insert into log values ('migrated');
