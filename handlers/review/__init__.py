"""The post-incident review: drafted from the journal, analysed by people, posted and exported."""
