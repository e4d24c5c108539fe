// The institutions of a country (and the country itself) or of a place that have partners.
MATCH (own:Institution|Country) WHERE own.id = $who_country OR EXISTS { MATCH (own)-[:IN]->(:Country {id: $who_country}) }  //? who_country
MATCH (own:Institution) WHERE (lower(COALESCE(own.region_ru, '')) IN $who_place OR lower(COALESCE(own.region_en, '')) IN $who_place OR lower(COALESCE(own.city_ru, '')) IN $who_place OR lower(COALESCE(own.city_en, '')) IN $who_place)  //? who_place
MATCH (own)-[:PARTNER_IN]->(:Partnership)
RETURN DISTINCT own.id AS own
