"""What a city recommends 推荐: its order, its batches with their papers, and what must hold."""
