SELECT rule, count(*) AS verdicts FROM last_news('new') GROUP BY rule
