-- What a token of the API may be used for (null: all that its role allows), and which token took its place.
alter table token
    add column scopes text[] check (cardinality(scopes) > 0),
    add column replaced_by uuid references token,
    add check (scopes is null or kind = 'api'),
    add check (replaced_by <> id);

create index token_newest on token (created_at desc, id desc);
