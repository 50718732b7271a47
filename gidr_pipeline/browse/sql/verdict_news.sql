SELECT rule, count(*) AS verdicts FROM finding_news WHERE news = 'new' GROUP BY rule
